"""The disk of a box: Debian's packages, the factory's agent, two system slots, a boot partition."""
