package dev.headwater.api.listing;

import dev.headwater.api.listing.PlaylistRequest.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Turns entries of a plain M3U playlist, a line of name and a line of address each, into what older set-top boxes read. */
final class SetTopBoxLines extends OutputStream {
    /** Played by the box's media player, as no service of a satellite. */
    private static final String SERVICE = "#SERVICE 4097:0:1:0:0:0:0:0:0:0:";

    private final Style style;
    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String name = "";

    SetTopBoxLines(Style style, OutputStream out) {
        this.style = style;
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        if (b != '\n') {
            line.write(b);
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.startsWith("#")) {
            name = text.substring(text.indexOf(',') + 1);
        } else {
            out.write((style == Style.SIMPLE ? simple(text) : enigma(text)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String simple(String url) {
        return url + " #Name: " + name + "\n";
    }

    /** Colons part the fields of a service. */
    private String enigma(String url) {
        return SERVICE + url.replace(":", "%3a") + ":" + name.replace(':', ' ') + "\n#DESCRIPTION " + name + "\n";
    }
}
