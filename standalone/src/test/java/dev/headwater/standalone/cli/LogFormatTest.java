package dev.headwater.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** A log as JSON: one object a line, whatever is said. */
class LogFormatTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext context = context(written);

    @Test
    void eachEventIsOneObjectOnOneLine() throws Exception {
        LogFormat.useJson(context);
        Logger log = context.getLogger("dev.headwater.Test");
        try (MDC.MDCCloseable _ = MDC.putCloseable("request", "3f9a01bc-1a")) {
            log.warn("two\nlines, \"quotes\" and {}", "a {brace}");
        }
        log.error("it failed", new IllegalStateException("why\nso", new RuntimeException("cause")));
        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode warned = new ObjectMapper().readTree(lines.getFirst());
        assertThat(warned.path("timestamp").isNumber()).isTrue();
        assertThat(warned.path("level").asText()).isEqualTo("WARN");
        assertThat(warned.path("loggerName").asText()).isEqualTo("dev.headwater.Test");
        assertThat(warned.path("formattedMessage").asText()).isEqualTo("two\nlines, \"quotes\" and a {brace}");
        assertThat(warned.at("/mdc/request").asText()).isEqualTo("3f9a01bc-1a");
        JsonNode failed = new ObjectMapper().readTree(lines.getLast());
        assertThat(failed.at("/throwable/className").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.at("/throwable/cause/message").asText()).isEqualTo("cause");
    }

    /** What core says lands in the same log. */
    @Test
    void theJdksLoggingIsOurs() {
        assertThat(System.getLogger("dev.headwater.core.Test").getClass().getName())
                .startsWith("org.slf4j.");
    }

    private static LoggerContext context(ByteArrayOutputStream out) {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern("%msg%n");
        text.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(text);
        appender.setOutputStream(out);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        return context;
    }
}
