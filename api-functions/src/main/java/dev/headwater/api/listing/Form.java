package dev.headwater.api.listing;

import java.util.Locale;

/** What lists are made for. Each form of a scope is rendered when somebody asks for one of its documents. */
enum Form {
    /** The lists of {@code player_api.php}. */
    JSON,
    /** The entries of {@code get.php}, as templates. */
    M3U,
    /** The rows of {@code panel_api.php}. */
    PANEL,
    /** The items of {@code enigma2.php}, as templates. */
    ENIGMA;

    /** As stored keys spell it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
