package dev.headwater.standalone.check;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a rule. */
sealed interface Verdict {
    /** @param of what was looked at, in a few words */
    record Held(String of) implements Verdict {}

    /** @param places what is wrong where; at least one */
    record Broken(List<String> places) implements Verdict {
        public Broken {
            places = List.copyOf(places);
        }
    }

    /** @param why there is nothing here that it is about */
    record Skipped(String why) implements Verdict {}

    /** Collects places, the first of many. */
    final class Places {
        private static final int MOST = 10;

        private final List<String> places = new ArrayList<>();
        private long looked;
        private long more;

        /** One thing was looked at. */
        void looked() {
            looked++;
        }

        @FormatMethod
        void add(String format, Object... values) {
            if (places.size() < MOST) {
                places.add(String.format(Locale.ROOT, format, values));
            } else {
                more++;
            }
        }

        /** One more thing was looked at, and is wrong where {@code fails}. */
        @FormatMethod
        void check(boolean fails, String format, Object... values) {
            looked();
            if (fails) {
                add(format, values);
            }
        }

        /**
         * What it comes to.
         *
         * @param what was counted as looked at, in the plural
         * @param otherwise why nothing was
         */
        Verdict verdict(String what, String otherwise) {
            if (!places.isEmpty()) {
                List<String> all = new ArrayList<>(places);
                if (more > 0) {
                    all.add("and " + more + " more");
                }
                return new Broken(all);
            }
            return looked == 0 ? new Skipped(otherwise) : new Held(looked + " " + what);
        }
    }
}
