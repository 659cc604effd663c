package dev.headwater.standalone.check;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Bit rates of what was had, as RFC 8216 §4.1 reckons them. */
final class Rates {
    private final List<Double> seconds = new ArrayList<>();
    private final List<Long> bytes = new ArrayList<>();
    private final int targetDuration;

    Rates(Watched watched) {
        this.targetDuration = watched.snapshots().stream()
                .mapToInt(Snapshot::targetDuration)
                .max()
                .orElse(1);
        for (Part part : watched.parts().values()) {
            long size = switch (part) {
                case Part.Ts ts -> ts.bytes();
                case Part.Text text -> text.bytes();
                case Part.Foreign other -> other.bytes();
                case Part.Missing missing -> 0;
                case Part.Sealed sealed -> 0;
            };
            if (size > 0) {
                seconds.add(part.entry().seconds());
                bytes.add(size);
            }
        }
    }

    /** Of any segments in a row that last between half and one and a half target durations. */
    OptionalDouble peak() {
        double peak = -1;
        for (int from = 0; from < seconds.size(); from++) {
            double length = 0;
            long size = 0;
            for (int to = from; to < seconds.size() && length <= 1.5 * targetDuration; to++) {
                length += seconds.get(to);
                size += bytes.get(to);
                if (length >= 0.5 * targetDuration && length <= 1.5 * targetDuration) {
                    peak = Math.max(peak, size * 8 / length);
                }
            }
        }
        return peak < 0 ? OptionalDouble.empty() : OptionalDouble.of(peak);
    }

    double seconds() {
        return seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    double average() {
        return bytes.stream().mapToLong(Long::longValue).sum() * 8 / seconds();
    }

    int targetDuration() {
        return targetDuration;
    }
}
