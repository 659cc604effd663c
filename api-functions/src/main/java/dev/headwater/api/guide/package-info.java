/**
 * The guide as one XMLTV document ({@code xmltv.php}): rendered once for all lines that see the same, as compressed parts
 * of which any span of days is put together without compressing anything again.
 */
package dev.headwater.api.guide;
