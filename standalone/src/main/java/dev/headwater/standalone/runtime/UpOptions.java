package dev.headwater.standalone.runtime;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to be started.
 *
 * @param port of the API; 0: any free one
 * @param edgePorts one edge each; 0: any free one
 * @param demo whether a first start makes demo content
 * @param front how viewers reach it
 * @param cloud where the headend is kept; null: in the data folder
 * @param worker whether channels and films are made in this process
 * @param keyLife how long segments of an encrypted channel have the same key
 * @param machine what channels may use of it
 */
public record UpOptions(
        Path data,
        InetAddress bind,
        int port,
        List<Integer> edgePorts,
        boolean demo,
        Front front,
        @Nullable Cloud cloud,
        boolean worker,
        Duration keyLife,
        MachineUse machine) {
    /** As long as nobody says otherwise. */
    public static final Duration KEY_LIFE = Duration.ofHours(1);

    private static final int MAX_PORT = 65_535;

    public UpOptions {
        edgePorts = List.copyOf(edgePorts);
        IntStream ports = Stream.concat(Stream.of(port), edgePorts.stream()).mapToInt(Integer::intValue);
        Set<Integer> seen = new HashSet<>();
        ports.forEach(p -> {
            if (p < 0 || p > MAX_PORT) {
                throw new IllegalArgumentException("ports are 0 to " + MAX_PORT);
            }
            if (p != 0 && !seen.add(p)) {
                throw new IllegalArgumentException("port " + p + " is named twice");
            }
        });
        if (edgePorts.isEmpty() && cloud == null) {
            throw new IllegalArgumentException("there has to be an edge: --edge-ports 8081,8082");
        }
        if (!worker && cloud == null) {
            throw new IllegalArgumentException("there has to be a worker, or who else makes the channels?");
        }
        if (front.edgeUrls().size() > edgePorts.size()) {
            throw new IllegalArgumentException("there are more of --edge-url than of --edge-ports");
        }
    }

    /** A whole headend in the data folder. */
    public static UpOptions local(
            Path data, InetAddress bind, int port, List<Integer> edgePorts, boolean demo, Front front) {
        return new UpOptions(data, bind, port, edgePorts, demo, front, null, true, KEY_LIFE, MachineUse.DEFAULT);
    }

    /** Whether others than the users of this machine may come: then no password may be one that everybody knows. */
    boolean isOpen() {
        return !bind.isLoopbackAddress() || front.isOpen();
    }
}
