package dev.headwater.ingest.supervisor.children;

import dev.headwater.core.media.Redaction;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.JobJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts children as processes. They inherit next to nothing: what this process may know need not be known there. */
public final class ProcessLauncher implements ChildLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessLauncher.class);
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "XDG_CACHE_HOME");

    private final List<String> command;
    private final ThreadFactory threads;

    public ProcessLauncher(List<String> command) {
        this(command, Thread.ofPlatform().daemon().name("child-stderr-", 0).factory());
    }

    /** @param threads make the threads that read what children say to stderr */
    public ProcessLauncher(List<String> command, ThreadFactory threads) {
        this.command = command;
        this.threads = threads;
    }

    @Override
    public Child launch(Job job, Consumer<String> log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(INHERITED);
        Process process = builder.start();
        try {
            threads.newThread(() -> read(process, log)).start();
            // Kept open: the end of its stdin is the end of the child, also when this process is killed.
            process.getOutputStream().write((JobJson.write(job) + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return new Child(process);
        } catch (Throwable e) { // nobody else knows of the process yet
            process.destroyForcibly();
            throw e;
        }
    }

    /** Holds on to its process: one that nobody holds has its stdin closed, sooner or later. */
    public record Child(Process process) implements ChildProcess {
        @Override
        public InputStream frames() {
            return process.getInputStream();
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public Optional<Duration> cpu() {
            return process.info().totalCpuDuration();
        }
    }

    /** Reads to the end, so that a talkative child is never held up, but does not let it fill the log. */
    private static void read(Process process, Consumer<String> log) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            LineBudget budget = new LineBudget(System::nanoTime);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (budget.allows()) {
                    log.accept(Redaction.of(line)); // FFmpeg names what it reads, and a URL may say more than where
                }
            }
        } catch (IOException e) {
            LOG.debug("stderr of child {} can not be read", process.pid(), e);
        }
    }
}
