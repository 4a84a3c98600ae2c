"""Checklists as Excel workbooks, and filled workbooks as answers; the only room that knows openpyxl."""
