"""Texts of whatever characters may come, those that steer others more often than by chance."""

from hypothesis import strategies as st

TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\n\t \u200d\u200c\u200b\u202e\u0301\ufe0f\u0915\u094d\u0627👩🏽🔥🇫🇷\u1100\u1161한中。.「」“”\ud800"
        ),
    ),
    max_size=80,
)
