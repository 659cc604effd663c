package dev.headwater.standalone.drill;

import dev.headwater.standalone.check.CheckReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What came of a drill.
 *
 * @param broken what was to hold and did not: rules that hold for ever, each with its channel and place, viewers that gave up at
 *     what they were to survive, channels that did not return to their primary
 * @param returned whether every channel came back after every kill
 */
public record DrillReport(long seed, int kills, boolean returned, List<Row> rows, List<String> broken) {
    public DrillReport {
        rows = List.copyOf(rows);
        broken = List.copyOf(broken);
    }

    /** All kills of one kind; figures are seconds. */
    public record Row(
            String killed,
            int times,
            double backMedian,
            double backWorst,
            double missingMedian,
            double missingWorst,
            double hlsMedian,
            double hlsWorst,
            double tsMedian,
            double tsWorst,
            int survived,
            int viewers) {}

    static DrillReport of(
            DrillSettings settings, List<Outcome> outcomes, List<DrillChannel> channels, List<String> failures) {
        List<Row> rows = new ArrayList<>();
        for (Kill kill : Kill.values()) {
            List<Outcome> of =
                    outcomes.stream().filter(outcome -> outcome.kill() == kill).toList();
            if (!of.isEmpty()) {
                rows.add(row(kill, of));
            }
        }
        List<String> broken = new ArrayList<>(failures);
        for (Outcome outcome : outcomes) {
            if (outcome.lost() > 0 && outcome.kill().isSurvived()) {
                broken.add("%d of %d viewers gave up: %s"
                        .formatted(
                                outcome.lost(),
                                outcome.viewers(),
                                outcome.kill().words()));
            }
        }
        for (DrillChannel channel : channels) {
            for (CheckReport.Line line : channel.ledger().rules()) {
                line.places()
                        .forEach(place -> broken.add(channel.name() + ": not true that " + line.rule() + ": " + place));
            }
        }
        boolean returned = outcomes.stream().allMatch(Outcome::back);
        return new DrillReport(settings.seed(), outcomes.size(), returned, rows, broken);
    }

    private static Row row(Kill kill, List<Outcome> of) {
        return new Row(
                kill.words(),
                of.size(),
                at(of, Outcome::backSeconds, 0.5),
                at(of, Outcome::backSeconds, 1),
                at(of, Outcome::missing, 0.5),
                at(of, Outcome::missing, 1),
                at(of, Outcome::stalledHls, 0.5),
                at(of, Outcome::stalledHls, 1),
                at(of, Outcome::stalledTs, 0.5),
                at(of, Outcome::stalledTs, 1),
                of.stream()
                        .mapToInt(outcome -> outcome.viewers() - outcome.lost())
                        .sum(),
                of.stream().mapToInt(Outcome::viewers).sum());
    }

    private static double at(List<Outcome> of, ToDoubleFunction<Outcome> figure, double share) {
        double[] sorted = of.stream().mapToDouble(figure).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Whether every channel came back and nothing was broken. */
    public boolean isOk() {
        return returned && broken.isEmpty();
    }

    /** As a section of a document. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("%d kills, seed %d. Seconds: median / worst.\n\n".formatted(kills, seed));
        text.append("| killed | times | back | missing | stalled, HLS | stalled, TS | viewers that went on |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f / %.1f | %.1f / %.1f | %.1f / %.1f | %.1f / %.1f | %d of %d |\n",
                    row.killed(),
                    row.times(),
                    row.backMedian(),
                    row.backWorst(),
                    row.missingMedian(),
                    row.missingWorst(),
                    row.hlsMedian(),
                    row.hlsWorst(),
                    row.tsMedian(),
                    row.tsWorst(),
                    row.survived(),
                    row.viewers()));
        }
        text.append('\n').append(returned ? "Every channel came back." : "**A channel did not come back.**");
        text.append(
                broken.isEmpty()
                        ? " No name was used twice, sequences and date-times only grew, nothing listed changed.\n"
                        : "\n");
        broken.forEach(place -> text.append("- ").append(place).append('\n'));
        return text.toString();
    }
}
