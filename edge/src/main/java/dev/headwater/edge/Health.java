package dev.headwater.edge;

import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What {@code /health} tells a prober: whether viewers may be sent here, and how busy it is. */
final class Health {
    private final BooleanSupplier ready;
    private final Meter meter;
    private final int capacity;

    /** The supplier tells whether everything is there that is needed to serve; it answers at once */
    Health(BooleanSupplier ready, Meter meter, int capacity) {
        this.ready = ready;
        this.meter = meter;
        this.capacity = capacity;
    }

    boolean isUp() {
        return ready.getAsBoolean();
    }

    /** Of an edge that is up, or else starting. */
    String json(boolean up) {
        return up
                ? String.format(
                        Locale.ROOT, "{\"status\":\"UP\",\"mbps\":%.2f,\"capacity\":%d}", meter.mbps(), capacity)
                : "{\"status\":\"STARTING\"}";
    }
}
