"""Pages are printed as templates print them by themselves."""

import sys

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from tests.trees import ROOT

sys.path.append(str(ROOT / "hooks"))
from rendered import escaped

VALUES = st.one_of(
    st.text(), st.text(alphabet="a&<>\"'"), st.integers(), st.floats(), st.booleans(), st.none()
)


@given(VALUES)
def test_values_are_escaped_as_templates_escape_them(value: object) -> None:
    assert escaped(value) == str(escape(value))
