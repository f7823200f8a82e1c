"""Face templates of the people enrolled on this box: sealed, never sent, deleted on release."""

from uuid import UUID

import numpy as np

from yizhan_edge.face.verify import Template
from yizhan_edge.sealed import Sealed

NUMBERS = 128
WIDTH = NUMBERS * 4


class Templates:
    """One sealed file per person, named by the person's id; there is no search over them."""

    def __init__(self, sealed: Sealed) -> None:
        self._sealed = sealed

    def keep(self, person: UUID, template: Template) -> None:
        """Store a person's template in place of an older one."""
        numbers = np.asarray(template.numbers, "<f4")
        if numbers.shape != (NUMBERS,):
            raise ValueError(f"A template has {NUMBERS} numbers, not {numbers.shape}.")
        self._sealed.write(str(person), numbers.tobytes() + template.model.encode())

    def of(self, person: UUID) -> Template | None:
        """The template of this one person; raises Unsealable."""
        raw = self._sealed.read(str(person))
        if raw is None:
            return None
        return Template(np.frombuffer(raw[:WIDTH], "<f4").copy(), raw[WIDTH:].decode())

    def has(self, person: UUID) -> bool:
        """Whether this person is enrolled here."""
        return str(person) in self._sealed.names()

    def delete(self, person: UUID) -> bool:
        """Remove for good; False when there was none."""
        return self._sealed.delete(str(person))

    def people(self) -> set[UUID]:
        """Who is enrolled here."""
        return {UUID(name) for name in self._sealed.names()}
