"""A small program that uses every package of the full image, and fails where one does not do its work."""

import bs4
import matplotlib
import networkx
import numpy as np
import pandas as pd
import requests
import sympy
from PIL import Image
from scipy import stats
from sklearn.linear_model import LinearRegression
from sortedcontainers import SortedList

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402 (the backend must be chosen first)

x = np.arange(20.0)
table = pd.DataFrame({"x": x, "y": 3 * x + 2})
assert table["y"].mean() == 30.5

model = LinearRegression().fit(table[["x"]].to_numpy(), table["y"].to_numpy())
assert round(float(model.coef_[0]), 6) == 3
assert round(stats.linregress(table["x"], table["y"]).intercept, 6) == 2

pyplot.plot(table["x"], table["y"])
pyplot.savefig("plot.png")
with Image.open("plot.png") as picture:
    assert picture.format == "PNG" and picture.width > 100

symbol = sympy.Symbol("s")
assert sympy.integrate(2 * symbol, symbol) == symbol**2

assert networkx.shortest_path(networkx.path_graph(4), 0, 3) == [0, 1, 2, 3]
assert bs4.BeautifulSoup("<p>Hello</p>", "html.parser").p.text == "Hello"
assert list(SortedList([3, 1, 2])) == [1, 2, 3]
assert requests.Request("GET", "http://localhost/", params={"q": "a b"}).prepare().url.endswith("?q=a+b")

print("all packages work")
