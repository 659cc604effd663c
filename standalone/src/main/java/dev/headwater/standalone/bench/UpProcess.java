package dev.headwater.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code up} as anybody starts it. */
final class UpProcess implements AutoCloseable {
    static final String COMMAND_LINE = "dev.headwater.standalone.cli.Headwater";
    private static final Pattern HEALTH = Pattern.compile("(http\\S+)/health");
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final String base;

    private UpProcess(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /**
     * Returns when it says that it is ready.
     *
     * @param options of {@code up} besides its folder and ports
     */
    static UpProcess start(BenchSettings settings, Path data, String... options) throws IOException {
        List<String> command = JavaProcess.command(settings.serverFlags(), settings.profile(), COMMAND_LINE);
        command.addAll(List.of("up", "--data", data.toString(), "--port", "0", "--edge-ports", "0,0"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader says = process.inputReader(StandardCharsets.UTF_8);
        String base = "";
        for (String line = says.readLine(); line != null; line = says.readLine()) {
            Matcher health = HEALTH.matcher(line);
            base = health.find() ? health.group(1) : base;
            if (line.equals("Headwater is ready")) {
                return new UpProcess(process, base);
            }
        }
        process.destroy();
        throw new BenchException("the server under test ended; what it said is above");
    }

    String base() {
        return base;
    }

    ProcStat stat() {
        return new ProcStat(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
