"""Which files the wheel carries. All other metadata is in pyproject.toml.

The top folder `resources` travels as `app/_resources`, which pyproject.toml cannot say together with package discovery.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["app", "app.*"]), "app._resources"],
    package_dir={"app._resources": "resources"},
    package_data={
        "app": ["py.typed"],
        "app.storage": ["sql/**/*.sql", "migrations/*.sql"],
        "app._resources": ["**/*"],
    },
)
