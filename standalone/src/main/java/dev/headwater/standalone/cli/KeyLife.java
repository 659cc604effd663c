package dev.headwater.standalone.cli;

import dev.headwater.standalone.runtime.UpOptions;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long segments of an encrypted channel have the same key, as who makes channels is told. */
final class KeyLife {
    private static final int LEAST = 2;
    private static final int MOST = 7 * 86_400;

    @Option(
            names = "--key-seconds",
            paramLabel = "N",
            converter = Seconds.class,
            description = "Encrypt channels that are to be encrypted with a new key every so often (default: 3600).")
    private Duration life = UpOptions.KEY_LIFE;

    Duration life() {
        return life;
    }

    /** A whole number of them. */
    static final class Seconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                int seconds = Integer.parseInt(value);
                if (seconds >= LEAST && seconds <= MOST) {
                    return Duration.ofSeconds(seconds);
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new TypeConversionException("a key lives " + LEAST + " to " + MOST + " seconds, not '" + value + "'");
        }
    }
}
