// The chart of one operation's work over the releases, with the releases in which it changed marked.
// The table below it has the same figures.
"use strict";

(async () => {
  const { element, number, colour } = onboard;
  const HEIGHT = 260;
  const percent = (share) => {
    const value = 100 * share;
    return `${value > 0 ? "+" : ""}${value.toFixed(Math.abs(value) >= 1 ? 1 : 2)}%`;
  };

  // A mark and by how much, at each release in which the work changed.
  const marks = (shares) => ({
    hooks: {
      draw: (chart) => {
        const { ctx, data } = chart;
        const scale = devicePixelRatio;
        ctx.save();
        ctx.font = `${11 * scale}px system-ui, sans-serif`;
        ctx.textAlign = "center";
        let taken = -Infinity; // as far as the last text reaches: one that has no room is left out
        shares.forEach((share, index) => {
          if (!share || data[1][index] === null) return;
          const x = chart.valToPos(index, "x", true);
          const y = chart.valToPos(data[1][index], "y", true);
          // Beside the line: it comes down to a fall from above, and up to a rise from below.
          const { left, top, width, height } = chart.bbox;
          const room = share > 0 ? y - top : top + height - y;
          const above = share > 0 === room > 24 * scale;
          ctx.fillStyle = colour(share > 0 ? "worse" : "better");
          ctx.beginPath();
          ctx.arc(x, y, 5 * scale, 0, 2 * Math.PI);
          ctx.fill();
          const text = `${share > 0 ? "▲" : "▼"} ${percent(share)}`;
          const half = ctx.measureText(text).width / 2;
          const inside = Math.min(Math.max(x, left + half), left + width - half);
          if (inside - half < taken) return;
          taken = inside + half + 4 * scale;
          ctx.fillText(text, inside, above ? y - 12 * scale : y + 20 * scale);
        });
        ctx.restore();
      },
    },
  });

  const draw = (place, trend, row, width) => {
    const [name, work, shares] = row;
    const { releases, unit } = trend;
    const sign = row === trend.rows[0] ? "%" : "";
    const axis = {
      stroke: colour("muted"),
      grid: { stroke: colour("rule"), width: 1 },
      ticks: { stroke: colour("rule"), width: 1 },
      font: "12px system-ui, sans-serif",
    };
    const narrow = width < 560;
    const bottom = {
      ...axis,
      splits: () => releases.map((_, index) => index),
      values: (_, splits) => splits.map((index) => releases[index] ?? ""),
      rotate: narrow ? -45 : 0,
      size: narrow ? 70 : 40,
    };
    const left = { ...axis, size: 74, values: (_, splits) => splits.map((it) => number(it) + sign) };
    const options = {
      width,
      height: HEIGHT,
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: [-0.4, releases.length - 0.6] },
        y: {
          range: (_, low, high) => {
            const room = Math.max((high - low) * 0.3, Math.abs(high) * 0.01, 1e-9);
            return [Math.max(low - room, 0), high + room];
          },
        },
      },
      axes: [bottom, left],
      plugins: [marks(shares)],
      series: [
        {},
        {
          label: `${name}, ${unit}`,
          stroke: colour("accent"),
          width: 2,
          points: { show: true, size: 6, fill: colour("raised") },
        },
      ],
    };
    return new uPlot(options, [releases.map((_, index) => index), work], place);
  };

  const words = (trend, [, work, shares]) => {
    const changed = shares.filter(Boolean).length;
    const first = work.find((it) => it !== null);
    const last = work.findLast((it) => it !== null);
    const whole = first ? `, ${percent(last / first - 1)} in all` : "";
    const where = changed === 1 ? "one release" : `${changed} releases`;
    return changed ? `changed in ${where}${whole}` : `the same in every release`;
  };

  const begin = (section, trend) => {
    const place = section.querySelector(".chart");
    const select = section.querySelector("select.operation");
    const told = section.querySelector(".chart-told");
    trend.rows.forEach(([name], index) => {
      select.append(element("option", { value: String(index) }, onboard.visible(name)));
    });
    let chart = null;
    const show = () => {
      const row = trend.rows[Number(select.value)];
      chart?.destroy();
      chart = draw(place, trend, row, place.clientWidth);
      told.textContent = words(trend, row);
    };
    const wanted = trend.rows.findIndex(([name]) => name === measures.state().operation);
    select.value = String(Math.max(wanted, 0));
    select.addEventListener("input", () => {
      measures.keep({ operation: trend.rows[Number(select.value)][0] });
      show();
    });
    section.querySelectorAll("button.choose").forEach((button) => {
      button.addEventListener("click", () => {
        select.value = button.dataset.row;
        select.dispatchEvent(new Event("input"));
        place.scrollIntoView({ block: "nearest" });
      });
    });
    document.addEventListener("onboard:theme", show);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    let width = place.clientWidth;
    new ResizeObserver(() => {
      if (place.clientWidth === width) return;
      width = place.clientWidth;
      show();
    }).observe(place);
    show();
  };

  const trends = await onboard.data("trends");
  document.querySelectorAll("section.trend").forEach((section, index) => begin(section, trends[index]));
})();
