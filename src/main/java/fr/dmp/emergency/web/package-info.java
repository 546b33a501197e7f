/** Emergency accesses over the API: as professionals open them, and as holders see and contest them. */
@NullMarked
package fr.dmp.emergency.web;

import org.jspecify.annotations.NullMarked;
