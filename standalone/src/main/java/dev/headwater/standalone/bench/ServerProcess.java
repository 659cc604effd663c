package dev.headwater.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link LoadedServer} as a process of its own, seen from the one that measures. */
final class ServerProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;
    private final Path data;
    private final String base;

    private ServerProcess(Process process, Path data) throws IOException {
        this.process = process;
        this.data = data;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.base = "http://127.0.0.1:" + next(LoadedServer.Ready.class).port();
    }

    /** Returns when it serves. */
    static ServerProcess start(BenchSettings settings, Load load) throws IOException {
        List<String> command =
                JavaProcess.command(settings.serverFlags(), settings.profile(), LoadedServer.class.getName());
        command.add(JSON.writeValueAsString(load));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new ServerProcess(process, Path.of(load.data()));
        } catch (IOException | RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    /** Scheme, host and port of the API. */
    String base() {
        return base;
    }

    ProcStat stat() {
        return new ProcStat(process.toHandle());
    }

    /** What it has done so far; collects its garbage first. */
    Counts counts() throws IOException {
        questions.println("counts");
        return next(Counts.class);
    }

    List<Playback> playbacks() throws IOException {
        return Files.readAllLines(data.resolve(LoadedServer.PLAYBACKS)).stream()
                .map(Playback::parse)
                .toList();
    }

    Path streams() {
        return data.resolve(LoadedServer.STREAMS);
    }

    private <T> T next(Class<T> type) throws IOException {
        @Nullable String line = answers.readLine();
        if (line == null) {
            throw new BenchException("the server under test ended; what it said is above");
        }
        return JSON.readValue(line, type);
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A playback that has begun: its ticket, and a segment of its channel. */
    record Playback(String ticket, int channel, String segment) {
        private static Playback parse(String line) {
            List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
            return new Playback(words.get(0), Integer.parseInt(words.get(1)), words.get(2));
        }

        String playlistPath() {
            return path("index.m3u8");
        }

        String segmentPath() {
            return path(segment + ".ts");
        }

        private String path(String file) {
            return "/play/" + ticket + "/" + LiveWriter.RENDITION + "/" + file;
        }
    }
}
