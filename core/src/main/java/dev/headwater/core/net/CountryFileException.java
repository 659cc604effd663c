package dev.headwater.core.net;

import java.io.IOException;

/** A file of countries that can not be understood; the message names it and says where. */
public final class CountryFileException extends IOException {
    private static final long serialVersionUID = 1L;

    CountryFileException(String message) {
        super(message);
    }
}
