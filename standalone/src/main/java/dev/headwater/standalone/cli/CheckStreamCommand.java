package dev.headwater.standalone.cli;

import dev.headwater.api.admin.Operations;
import dev.headwater.core.Pause;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.Urls;
import dev.headwater.standalone.check.CheckLimits;
import dev.headwater.standalone.check.CheckReport;
import dev.headwater.standalone.check.HttpWeb;
import dev.headwater.standalone.check.StreamCheck;
import dev.headwater.standalone.runtime.ProgressLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-stream}. */
@Command(
        name = "check-stream",
        description =
                "Look at a stream as a strict player would: HLS playlists with their segments, or endless MPEG-TS. Exits with 1 where a rule is broken.")
final class CheckStreamCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "Of a multivariant or media playlist, or of MPEG-TS: http or https.")
    private String url;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "How long a live stream is looked at (default: three target durations; MPEG-TS: 15).")
    private @Nullable Integer seconds;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Of each playlist, at most (default: ${DEFAULT-VALUE}).")
    private int segments;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (segments < 1 || (seconds != null && seconds < 1)) {
            throw new ParameterException(spec.commandLine(), "--for and --segments are 1 or more");
        }
        CheckLimits limits = new CheckLimits(Optional.ofNullable(seconds).map(Duration::ofSeconds), segments);
        CheckReport report;
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "Looking at the stream")) {
            StreamCheck check = new StreamCheck(
                    new HttpWeb(PATIENCE),
                    Pause.sleeping(),
                    (done, all, count) -> progress.step("%,d s, %,d segments".formatted(done, count), done, all));
            report = check.check(absolute(), limits);
        } catch (FetchException e) {
            throw new IOException(e.text(), e);
        }
        show(report);
        return report.isOk() ? 0 : 1;
    }

    private URI absolute() throws FetchException {
        return Urls.absolute(URI.create(""), url);
    }

    private void show(CheckReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Operations.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
            out.flush();
            return;
        }
        if (report.instead() != null) {
            out.println("This is a slate instead of the stream: " + report.instead() + ".");
            out.println("Nothing was found out about the stream.");
            out.flush();
            return;
        }
        out.println("A %s of %d playlist%s: %,d segments, %.1f s of media"
                .formatted(
                        report.kind().equals("transport stream") ? report.kind() : report.kind() + " stream",
                        report.playlists(),
                        report.playlists() == 1 ? "" : "s",
                        report.segments(),
                        report.seconds()));
        for (CheckReport.Line line : report.rules()) {
            out.println("%-8s %s%s"
                    .formatted(line.result().word(), line.rule(), line.note().isEmpty() ? "" : ": " + line.note()));
            line.places().forEach(place -> out.println("           " + place));
        }
        out.println(report.isOk() ? "Nothing is broken." : "Something is broken.");
        out.flush();
    }
}
