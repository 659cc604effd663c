package dev.headwater.ingest.supervisor.children;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a worker runs on.
 *
 * @param host its name, for people
 * @param cores processors this process may use
 * @param own processor time this process has used so far, without its children
 */
public record Machine(String host, double cores, Supplier<Duration> own) {
    public static Machine here() {
        return new Machine(
                name(),
                Runtime.getRuntime().availableProcessors(),
                () -> ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
