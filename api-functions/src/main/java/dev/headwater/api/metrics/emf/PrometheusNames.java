package dev.headwater.api.metrics.emf;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;

/** Names as they stand on the Prometheus page, without the Prometheus library. */
final class PrometheusNames {
    private static final String TOTAL = "_total";

    private PrometheusNames() {}

    static String of(Meter.Id id) {
        String name = NamingConvention.snakeCase.name(id.getName(), id.getType());
        String unit = id.getBaseUnit();
        if (unit != null && !name.endsWith("_" + unit)) {
            name += "_" + unit;
        }
        return id.getType() == Meter.Type.COUNTER && !name.endsWith(TOTAL) ? name + TOTAL : name;
    }
}
