package dev.headwater.core.importing;

import java.util.Map;

/**
 * One entry of an M3U playlist, cleaned.
 *
 * @param line where its URL stands, from 1
 * @param name as its {@code #EXTINF} says; empty: it says nothing
 * @param group its {@code group-title}, or the {@code #EXTGRP} before it; empty: none
 * @param attributes by name in small letters: of what is known, see {@link M3uReader}
 * @param url as it stands there, without what Kodi appends behind {@code |}
 */
public record M3uEntry(long line, String name, String group, Map<String, String> attributes, String url) {
    /** Empty where it has none. */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
        return "M3uEntry[" + line + ", " + name + "]";
    }
}
