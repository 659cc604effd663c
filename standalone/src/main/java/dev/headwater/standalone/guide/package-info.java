/** Keeps the guide: fetches its sources, imports them while commands look on and again each day, and makes the demo's. */
package dev.headwater.standalone.guide;
