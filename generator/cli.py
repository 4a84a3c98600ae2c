"""The `handbook` command: arguments, printing and exit codes, nothing else.

Exit codes: 0 sound, 1 problems in the sources or files, 2 wrong usage, 3 environment.
"""

import sys
from pathlib import Path

import click

from generator.project import Project, load


@click.group()
@click.version_option(package_name="service-handbook")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path(), help="项目目录")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """服务手册"""
    context.obj = Project(root.resolve())


@main.command()
@click.pass_obj
def check(project: Project) -> None:
    """检查全部源文件"""
    loaded = load(project)
    for problem in loaded.problems:
        print(f"{problem.place} {problem.code} {problem.says()} {problem.fix()}")
    sys.exit(0 if loaded.sound else 1)
