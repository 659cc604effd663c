package dev.headwater.core.playback;

/** Why a player gets nothing. */
public enum Refusal {
    /** No such line, or not its password. */
    BAD_CREDENTIALS,
    /** Too many failed logins from this client for this name. */
    THROTTLED,
    /** There is no such channel, film, rendition or segment. */
    UNKNOWN,
    /** Nothing of that piece of a channel's past is kept. */
    NOT_KEPT,
    /** Not in the line's bouquets, line not active, format not allowed, or a ticket that is malformed or dead. */
    FORBIDDEN,
    /** To be had as playlists alone: segments are fMP4, which do not run on as one MPEG-TS, or a film is encrypted. */
    PLAYLISTS_ONLY,
    /** The channel shows nothing at the moment. */
    OFF_AIR,
    /** The film could not be made ready; it is tried again when it is asked for some minutes later. */
    FAILED,
    /** The film is being made ready. */
    PREPARING,
    /** No edge takes viewers. */
    NO_EDGE,
    /** No room for one channel more as an endless stream. */
    BUSY
}
