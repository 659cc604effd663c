package dev.headwater.infra.function;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What tells one function from another.
 *
 * @param handler the class, by its whole name
 * @param memory in MB; one CPU comes with 1,769
 * @param disk in MB, below {@code /tmp}
 */
public record FunctionShape(String handler, Path zip, int memory, Duration timeout, int disk) {
    private static final String PACKAGE = "dev.headwater.functions.";
    private static final int DEFAULT_DISK = 512;

    /** One that answers a request: API Gateway waits 30 s for it. */
    public static FunctionShape http(String handler, Path zip, int memory) {
        return new FunctionShape(PACKAGE + handler, zip, memory, Duration.ofSeconds(29), DEFAULT_DISK);
    }

    /** One that answers an event: Lambda gives it 15 minutes at most. */
    public static FunctionShape work(String handler, Path zip, int memory, Duration timeout, int disk) {
        return new FunctionShape(PACKAGE + handler, zip, memory, timeout, disk);
    }
}
