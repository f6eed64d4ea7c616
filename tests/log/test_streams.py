"""A stream's name in a manifest."""

from __future__ import annotations

from silkfield.log.streams import Stream, to_site


def test_a_stream_is_read_as_it_is_written():
    stream = Stream("0192f3a4-0000-7000-8000-00000000000b", to_site("0192f3a4-0000-7000-8000-000000000002"))
    assert Stream.parse(str(stream)) == stream
