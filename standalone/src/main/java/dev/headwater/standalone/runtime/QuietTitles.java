package dev.headwater.standalone.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.headwater.ingest.supervisor.title.VodWorker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is logged of titles off a terminal while a bar shows how far they are; faults are told. Where the log goes
 * elsewhere, nothing is missing in it.
 */
final class QuietTitles implements AutoCloseable {
    /** Said by the launcher: a JVM does not know where its stderr goes. */
    private static final String LOG_ON_TERMINAL = "headwater.log.terminal";

    /** Of the worker, and of each title that it makes. */
    static final List<String> LOGGERS =
            List.of(VodWorker.class.getName(), VodWorker.class.getPackageName() + ".TitleRun");

    private final Map<Logger, @Nullable Level> before = new HashMap<>();

    private QuietTitles(boolean quiet) {
        if (quiet && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            for (String name : LOGGERS) {
                Logger logger = context.getLogger(name);
                before.put(logger, logger.getLevel());
                logger.setLevel(Level.WARN);
            }
        }
    }

    /** Until it is closed. */
    static QuietTitles onTerminal() {
        return on(Boolean.getBoolean(LOG_ON_TERMINAL));
    }

    static QuietTitles on(boolean terminal) {
        return new QuietTitles(terminal);
    }

    @Override
    public void close() {
        before.forEach(Logger::setLevel);
    }
}
