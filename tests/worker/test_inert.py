"""Plotting and notebook helpers do nothing, and never stand in the way."""

from __future__ import annotations

from autograder.calls import call, read


def test_plotting_code_of_every_style_runs(run):
    reply = run(
        """
        import matplotlib
        matplotlib.use("Agg")
        import matplotlib.pyplot as plt
        from matplotlib import cm, rcParams
        from matplotlib.colors import ListedColormap
        from mpl_toolkits.mplot3d import Axes3D
        import seaborn as sns
        import plotly.express as px
        from IPython.display import display, HTML, clear_output
        import ipywidgets
        plt.rcParams["figure.figsize"] = (4, 3)
        rcParams.update({"font.size": 12})
        fig, ax = plt.subplots()
        fig, (left, middle, right) = plt.subplots(1, 3, figsize=(12, 4))
        fig, *rest = plt.subplots()
        figure, axes = plt.subplots(2, 2)
        axes[0, 1].set_title("loss")
        for panel in axes.flat:
            panel.plot([1, 2], [3, 4])
        line, = ax.plot([1])
        with plt.style.context("ggplot"):
            plt.contourf(range(3), cmap=cm.viridis(0.3))
        width = ax.get_xlim()[1] * 2 - 1
        label = f"{width:.2f} {ax}"
        display(HTML("<b>x</b>"))
        get_ipython().run_line_magic("matplotlib", "inline")
        plt.show()
        done = True
        def f(x):
            plt.plot(x)
            return x
        """,
        read("done"),
        call("f", 2.0),
        call("line"),
    )

    assert reply.blocks == ()
    assert [outcome.status for outcome in reply.outcomes] == ["returned", "returned", "refused"]


def test_display_is_there_without_an_import(basic):
    reply = basic("display(1)\nx = 3", read("x"))

    assert reply.blocks == ()
    assert reply.outcomes[0].result() == 3


def test_the_self_check_does_nothing_in_the_worker(basic):
    reply = basic(
        """
        from autograder import check, check_all
        import autograder
        points = check("sigmoid")
        autograder.check_all()
        assert check("sigmoid")
        x = 1
        """,
        read("x"),
    )

    assert reply.blocks == ()
    assert reply.printed == ""
