"""The diagnosis names every layer, and a remedy wherever something is missing."""

from __future__ import annotations

from autograder.doctor import diagnose
from autograder.worker import isolation

LAYERS = ["bubblewrap", "own user", "seccomp", "Landlock", "limits"]


def test_every_layer_has_a_finding():
    topics = [finding.topic for finding in diagnose()]

    assert topics == ["Python", "NumPy", "fork", *LAYERS, "isolation"]


def test_the_level_told_is_the_level_that_workers_get(strong_worker):
    findings = {finding.topic: finding for finding in diagnose()}

    assert findings["isolation"].text.startswith(strong_worker.isolation.level)
    assert [findings["isolation"].status, findings["bubblewrap"].status] == ["good", "good"]


def test_what_is_active_needs_no_remedy_and_what_is_not_has_one(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    isolation._bubblewrapped.cache_clear()
    try:
        findings = [finding for finding in diagnose() if finding.topic in LAYERS]
    finally:
        isolation._bubblewrapped.cache_clear()

    active = [finding.text.startswith("active: ") for finding in findings]
    assert not active[0]
    assert active == [not finding.remedy for finding in findings]
    assert active == [finding.status == "good" for finding in findings]
