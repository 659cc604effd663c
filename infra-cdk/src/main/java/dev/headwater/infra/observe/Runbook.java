package dev.headwater.infra.observe;

import java.util.Locale;

/** What to do about an alarm: a heading of {@code docs/2-operate/runbooks.md}. */
enum Runbook {
    VIEWERS_CAN_NOT_PLAY,
    APPS_CAN_NOT_LOG_IN,
    TOO_MUCH_AT_ONCE,
    TABLES_ARE_BUSY,
    LISTS_ARE_OLD,
    EVENTS_WERE_LOST,
    SOURCE_GONE,
    STREAM_HOSTS_ARE_GONE;

    private static final String FILE = "docs/2-operate/runbooks.md#";

    /** As an alarm names it. */
    String link() {
        return FILE + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
