package dev.headwater.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@link Viewers} as a process, seen from the one that measures. */
final class Audience implements AutoCloseable {
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC");
    private static final Duration COMING = Duration.ofSeconds(30);

    private final Process process;
    private final BufferedReader says;

    private Audience(Process process) {
        this.process = process;
        this.says = process.inputReader(StandardCharsets.UTF_8);
    }

    /** How they are at a moment. */
    record State(int playing, int ended, long bytes) {}

    /** Returns when all of them play. */
    static Audience start(String base, Path paths, int count) throws IOException {
        List<String> command = JavaProcess.command(FLAGS, null, Viewers.class.getName());
        command.addAll(List.of(base.substring(base.lastIndexOf(':') + 1), paths.toString(), Integer.toString(count)));
        Audience audience = new Audience(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        long deadline = System.nanoTime() + COMING.toNanos();
        State state = audience.next();
        while (state.playing() < count) {
            if (state.ended() > 0 || System.nanoTime() > deadline) {
                audience.close();
                throw new BenchException("only %d of %d viewers play".formatted(state.playing(), count));
            }
            state = audience.next();
        }
        return audience;
    }

    /** How they are now, or half a second ago at most. */
    State now() throws IOException {
        State state = next();
        while (says.ready()) {
            state = next();
        }
        return state;
    }

    private State next() throws IOException {
        @Nullable String line = says.readLine();
        if (line == null) {
            throw new BenchException("the viewers' process ended");
        }
        String[] words = line.split(" ", -1);
        return new State(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]));
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
