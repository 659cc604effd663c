package dev.headwater.standalone.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks us and then nginx for the same bytes, in the same minute. */
final class Rival {
    private static final double MICROS = 1000;

    private final BenchSettings settings;
    private final Wrk wrk;
    private final UpProcess up;
    private final @Nullable Nginx nginx;
    private final List<Row> rows = new ArrayList<>();

    /** @param nginx null: there is none */
    Rival(BenchSettings settings, Wrk wrk, UpProcess up, @Nullable Nginx nginx) {
        this.settings = settings;
        this.wrk = wrk;
        this.up = up;
        this.nginx = nginx;
    }

    /** What one list costs us, and nginx. */
    record Row(String what, Measured ours, @Nullable Measured nginx) {
        Optional<Double> share() {
            return Optional.ofNullable(nginx).map(theirs -> ours.perSecond() / theirs.perSecond());
        }

        Optional<Double> cpuRatio() {
            return Optional.ofNullable(nginx).map(theirs -> ours.cpuMs() / theirs.cpuMs());
        }

        Map<String, Object> shown() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("what", what);
            row.put("requestsPerSecond", ours.perSecond());
            row.put("p50Ms", ours.result().p50Micros() / MICROS);
            row.put("p99Ms", ours.result().p99Micros() / MICROS);
            row.put("errors", ours.result().errors());
            row.put("bytes", ours.result().bytes() / Math.max(1, ours.result().requests()));
            row.put("cpuMs", ours.cpuMs());
            row.put("nginxPerSecond", nginx == null ? "" : nginx.perSecond());
            row.put("nginxCpuMs", nginx == null ? "" : nginx.cpuMs());
            return row;
        }
    }

    /** What a load cost one of the two. */
    record Measured(Wrk.Result result, double cpuSeconds) {
        double cpuMs() {
            return cpuSeconds * 1e3 / Math.max(1, result.requests());
        }

        double perSecond() {
            return result.perSecond();
        }
    }

    Row alone(String what, List<String> paths, boolean gzip) throws IOException {
        return add(new Row(what, load(what, up.base(), up.stat(), paths, gzip), null));
    }

    /** @param file as nginx has it */
    Row beside(String what, String path, String file, boolean gzip) throws IOException {
        Measured ours = load(what, up.base(), up.stat(), List.of(path), gzip);
        Measured theirs =
                nginx == null ? null : load(what + " from nginx", nginx.base(), nginx.stat(), List.of(file), gzip);
        return add(new Row(what, ours, theirs));
    }

    private Measured load(String what, String base, ProcStat stat, List<String> paths, boolean gzip)
            throws IOException {
        settings.say("Measuring " + what);
        double before = stat.cpuSeconds();
        Wrk.Result result = gzip
                ? wrk.runGzip(base, paths, settings.connections(), settings.length())
                : wrk.run(base, paths, settings.connections(), settings.length(), 0);
        return new Measured(result, stat.cpuSeconds() - before);
    }

    private Row add(Row row) {
        rows.add(row);
        return row;
    }

    List<Row> rows() {
        return rows;
    }
}
