package dev.headwater.api.listing;

/** What one pack is for. */
record PackKey(Scope scope, Form form, Audience audience) {
    /** Names it within its scope. */
    String name() {
        return form.wire() + "/" + audience.key();
    }
}
