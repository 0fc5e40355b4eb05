"""Which files the wheel carries. All other metadata is in pyproject.toml.

The top folders `resources` and `docs` travel as `app/_resources` and `app/_docs`, which pyproject.toml cannot say
together with package discovery.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["app", "app.*"]), "app._resources", "app._docs"],
    package_dir={"app._resources": "resources", "app._docs": "docs"},
    package_data={
        "app": ["py.typed"],
        "app.storage": ["sql/**/*.sql", "migrations/*.sql"],
        "app.storage.clickhouse": ["migrations/*.sql"],
        "app.storage.postgres": ["migrations/*.sql"],
        "app._resources": ["**/*"],
        "app._docs": ["*.md"],  # the manual, which the window shows
    },
)
