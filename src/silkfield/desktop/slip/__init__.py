"""The referral slip: what is asked before it is written, and the page itself."""
