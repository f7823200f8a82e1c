"""The help service's pages: plain, without scripts, for helpers and for the person."""
