"""YAML as publication files use it: plain data, and no key twice, since the last would silently win."""

from __future__ import annotations

from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """Refuses a key that is given twice. Keys that come in by a merge (`<<`) may be given anew: that is its purpose."""

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        """The mapping as it is written, before merges are worked in; raises a YAMLError at the second of two keys."""
        node: yaml.MappingNode = super().compose_mapping_node(anchor)
        seen: dict[tuple[str, str], int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            name = (key.tag, key.value)
            if name in seen:
                first = f"“{key.value}” is given twice, first in line {seen[name]}; only one can hold"
                raise yaml.constructor.ConstructorError(None, None, first, key.start_mark)
            seen[name] = key.start_mark.line + 1
        return node


def parse(text: str) -> Any:
    """The data of a YAML text, as yaml.safe_load gives it; raises yaml.YAMLError with the place of a fault."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
