package dev.headwater.api.xtream;

import java.util.Map;

/** The other names that apps know actions by: numbers of older panels, and a misspelling. */
final class ActionNames {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("200", "get_vod_categories"),
            Map.entry("201", "get_live_categories"),
            Map.entry("202", "get_live_streams"),
            Map.entry("203", "get_vod_streams"),
            Map.entry("204", "get_series_info"),
            Map.entry("205", "get_short_epg"),
            Map.entry("206", "get_series_categories"),
            Map.entry("207", "get_simple_data_table"),
            Map.entry("208", "get_series"),
            Map.entry("209", "get_vod_info"),
            Map.entry("get_simple_date_table", "get_simple_data_table"));

    private ActionNames() {}

    /** The one name of an action; what has no other is returned as it is. */
    static String canonical(String action) {
        return ALIASES.getOrDefault(action, action);
    }
}
