"""The storage tests of segments, run once more over PostgreSQL: `con` is the fixture of tests/cloud/postgres."""

from tests.storage.test_segments import (  # noqa: F401
    site,
    test_a_change_keeps_fields_it_does_not_name,
    test_a_segment_of_another_website_is_refused,
    test_a_website_may_have_a_hundred_segments_and_change_each,
    test_segments_are_read_as_they_were_written_by_name,
)
