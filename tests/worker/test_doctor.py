"""The diagnosis names every part, and a remedy wherever something is missing."""

from __future__ import annotations

from autograder.doctor import diagnose
from autograder.worker import bubblewrap, isolation


def test_every_topic_has_a_finding():
    topics = [finding.topic for finding in diagnose()]

    assert topics == ["Python", "NumPy", "fork", "bubblewrap", "seccomp, Landlock", "isolation"]


def test_the_level_told_is_the_level_that_workers_get(strong_worker):
    findings = {finding.topic: finding for finding in diagnose()}

    assert findings["isolation"].text.startswith(strong_worker.isolation.level)
    assert findings["isolation"].status == "good"
    assert str(bubblewrap.find()) in findings["bubblewrap"].text


def test_a_missing_bubblewrap_is_a_problem_with_a_remedy(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    isolation._bubblewrapped.cache_clear()
    try:
        findings = {finding.topic: finding for finding in diagnose()}
    finally:
        isolation._bubblewrapped.cache_clear()

    for topic in ("bubblewrap", "isolation"):
        assert findings[topic].status == "problem"
        assert "apt install bubblewrap" in findings[topic].remedy
