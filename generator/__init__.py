"""Customer-service standards, written once in YAML, as a handbook site, forms to print and checklists that score.

    standards/*.yaml forms/*.yaml -> source -> parse -> links -> rules -> Handbook
    Handbook -> render -> artifacts -> build/docs + build/mkdocs.yml -> engine -> gate -> site/
    filled workbooks -> sheets -> scores -> report

`project` tells this story in short functions; everything between reading and writing is pure.
"""

__version__ = "1.0.0"
