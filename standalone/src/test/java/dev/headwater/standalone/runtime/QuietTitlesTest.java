package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class QuietTitlesTest {
    private static final List<Logger> LOGGERS =
            QuietTitles.LOGGERS.stream().map(LoggerFactory::getLogger).toList();

    @Test
    void aTerminalIsSparedWhatTheBarShowsAndFaultsAreTold() {
        try (QuietTitles quiet = QuietTitles.on(true)) {
            assertThat(quiet).isNotNull();
            assertThat(LOGGERS).noneMatch(Logger::isInfoEnabled).allMatch(Logger::isWarnEnabled);
        }
        assertThat(LOGGERS).allMatch(Logger::isInfoEnabled);
    }

    @Test
    void aLogThatGoesElsewhereHasItAll() {
        try (QuietTitles quiet = QuietTitles.on(false)) {
            assertThat(quiet).isNotNull();
            assertThat(LOGGERS).allMatch(Logger::isInfoEnabled);
        }
    }

    @Test
    void theLoggersAreOfClassesThatAreThere() {
        QuietTitles.LOGGERS.forEach(
                name -> assertThatCode(() -> Class.forName(name)).doesNotThrowAnyException());
    }
}
