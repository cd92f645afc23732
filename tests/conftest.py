import pytest

from guide.load import Guide, load
from tests.trees import ROOT


@pytest.fixture(scope="session")
def real() -> Guide:
    """The guide as it is published."""
    return load(ROOT / "docs")
