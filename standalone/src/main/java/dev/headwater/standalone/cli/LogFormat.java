package dev.headwater.standalone.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** How a process that serves writes its log. */
enum LogFormat {
    /** A line for people. */
    text {
        @Override
        void use() {}
    },
    /** A JSON object a line, for what collects logs. */
    json {
        @Override
        void use() {
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
                useJson(context);
            }
        }
    };

    /** What {@code --log} says of itself. */
    static final String DESCRIPTION = "How the log is written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).";

    /** From now on the whole process logs so. */
    abstract void use();

    static void useJson(LoggerContext context) {
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> appender) {
                // Not stopped meanwhile: that closes its stream.
                appender.setEncoder(encoder(context));
            }
        }
    }

    /** Moment, level, logger, message, what the request is called and the exception; nothing that repeats itself. */
    private static JsonEncoder encoder(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithThreadName(false);
        encoder.setWithContext(false);
        encoder.setWithMarkers(false);
        encoder.setWithArguments(false);
        encoder.setWithKVPList(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
