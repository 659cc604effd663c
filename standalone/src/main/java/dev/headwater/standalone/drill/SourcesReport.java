package dev.headwater.standalone.drill;

import java.util.List;
import java.util.Locale;

/** What came of a drill of sources. */
public record SourcesReport(List<Row> rows) {
    public SourcesReport {
        rows = List.copyOf(rows);
    }

    /**
     * One kind of source.
     *
     * @param seen whether its pictures were decoded at a viewer
     * @param onAirSeconds from adding the channel until it was on air, or given up
     * @param why not; empty where it was seen
     */
    public record Row(String source, boolean seen, double onAirSeconds, String why) {
        String words() {
            return seen ? String.format(Locale.ROOT, "seen; on air after %.1f s", onAirSeconds) : "not seen: " + why;
        }
    }

    /** Whether all were seen. */
    public boolean isOk() {
        return rows.stream().allMatch(Row::seen);
    }

    /** As a section of a document. */
    public String markdown() {
        StringBuilder text = new StringBuilder("| source | seen at a viewer | on air after |\n|---|---|---|\n");
        rows.forEach(row -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %.1f s |\n",
                row.source(),
                row.seen() ? "yes" : "**no**: " + row.why(),
                row.onAirSeconds())));
        return text.toString();
    }
}
