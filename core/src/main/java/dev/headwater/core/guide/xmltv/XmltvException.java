package dev.headwater.core.guide.xmltv;

/** A file is no guide that can be taken: its message says why, in one line, for the operator. */
public final class XmltvException extends Exception {
    public XmltvException(String why) {
        super(why);
    }
}
