"""Running untrusted code: plain calls in, plain outcomes out. Nothing here knows what is right."""
