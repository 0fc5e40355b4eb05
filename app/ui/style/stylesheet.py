"""The style sheet of the whole application, written with names for colours and filled from `Colours`.

Hooks are dynamic properties that widgets set: `role` is the purpose of a widget, `tone` the meaning of its state.

role of QFrame: panel, card, chip, banner, drawer, hairline, header, sidebar, status_bar,
server_bar. Of QLabel: caption, muted,
heading, title, number, counter, code, badge. Of QPushButton: primary, danger, quiet, preset, link, chip, fact,
site_picker. Of QToolButton: icon, bordered, nav, nav_group, segment, card. Of QWidget: page,
sidebar_part.
tone: up, down, warning, flat, second, excluded, mark_1 to mark_5.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from string import Template

from app.ui.style.colours import Colours

HEIGHTS = (16, 22, 24, 26, 28, 30, 46)  # pixels of controls at a scale of 1, without their borders


def build(colours: Colours, sizes: Mapping[str, int], images: str, sized: Callable[[int], int]) -> str:
    """Return the sheet. sizes: pixels of texts; images: search path of the recoloured marks, with `:`.

    sized: returns pixels at the scale of the text. `$h30` is a height at that scale, `$h30_focused` the same below a
    border that is a pixel wider, `$h16_round` the radius that makes a circle of it.
    """
    names = asdict(colours) | {f"size_{name}": f"{size}px" for name, size in sizes.items()} | {"images": images}
    for height in HEIGHTS:
        scaled = sized(height)
        names[f"h{height}"], names[f"h{height}_focused"] = f"{scaled}px", f"{scaled - 2}px"
        names[f"h{height}_round"] = f"{(scaled + 2) // 2}px"
    return Template("\n".join((_BASE, _BUTTONS, _INPUTS, _ITEMS, _OVERLAYS))).substitute(names)


_BASE = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="page"], QStackedWidget[role="page"] { background: $canvas; }
QFrame[role="panel"], QFrame[role="card"] { background: $panel; border: 1px solid $border; border-radius: 8px; }
QFrame[role="drawer"] { background: $panel; border: none; border-left: 1px solid $border_strong; }
QFrame[role="drawer"]:focus { border-left: 2px solid $accent; }
QFrame[role="hairline"] { background: $border; border: none; min-height: 1px; max-height: 1px; }
QFrame[role="header"] { background: $canvas; border: none; border-bottom: 1px solid $border; }
QFrame[role="sidebar"] { background: $sidebar; border: none; border-right: 1px solid $border; }
QFrame[role="status_bar"] { background: $sidebar; border: none; border-top: 1px solid $border; }
QFrame[role="server_bar"] { border: none; min-height: 4px; max-height: 4px; }
QFrame[role="server_bar"][tone="mark_1"] { background: $mark_1; }
QFrame[role="server_bar"][tone="mark_2"] { background: $mark_2; }
QFrame[role="server_bar"][tone="mark_3"] { background: $mark_3; }
QFrame[role="server_bar"][tone="mark_4"] { background: $mark_4; }
QFrame[role="server_bar"][tone="mark_5"] { background: $mark_5; }
QLabel { background: transparent; }
QLabel[role="caption"] { font-size: $size_caption; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="heading"] { font-size: $size_heading; font-weight: 600; }
QLabel[role="title"] { font-size: $size_title; font-weight: 600; }
QLabel[role="number"] { font-size: $size_number; font-weight: 600; }
QLabel[role="counter"] { font-size: $size_counter; font-weight: 600; }
QLabel[role="code"], QPlainTextEdit[role="code"] {
  background: $canvas; border: 1px solid $border; border-radius: 6px; padding: 8px; font-size: $size_code; }
QLabel[code_size="text"], QPlainTextEdit[code_size="text"] { font-size: $size_code_text; }
QLabel[role="badge"] {
  font-size: $size_caption; font-weight: 600; border-radius: 4px; padding: 1px 6px;
  background: $soft_flat; color: $muted; }
QLabel[role="badge"][tone="up"] { background: $soft_up; color: $up; }
QLabel[role="badge"][tone="down"] { background: $soft_down; color: $down; }
QLabel[role="badge"][tone="warning"] { background: $soft_warning; color: $warning; }
QLabel[role="badge"][tone="second"] { background: $soft_second; color: $second; }
QLabel[role="badge"][tone="mark_1"] { background: $mark_1; color: $on_mark; }
QLabel[role="badge"][tone="mark_2"] { background: $mark_2; color: $on_mark; }
QLabel[role="badge"][tone="mark_3"] { background: $mark_3; color: $on_mark; }
QLabel[role="badge"][tone="mark_4"] { background: $mark_4; color: $on_mark; }
QLabel[role="badge"][tone="mark_5"] { background: $mark_5; color: $on_mark; }
QLabel[series="accent"] { background: $accent; border-radius: 5px; }
QLabel[series="second"] { background: $second; border-radius: 5px; }
QLabel[tone="up"] { color: $up; }
QLabel[tone="down"] { color: $down; }
QLabel[tone="warning"] { color: $warning; }
QLabel:disabled { color: $faint; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: none; }
QSplitter::handle { background: $border; }
"""

_BUTTONS = """
QPushButton {
  background: $panel; border: 1px solid $border_strong; border-radius: 6px; padding: 0 12px; min-height: $h30; }
QPushButton:hover, QPushButton:open { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $selected; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: $h30_focused; }
QPushButton:disabled { color: $faint; border-color: $border; background: transparent; }
QPushButton::menu-indicator { image: url(${images}chevron-down.svg); width: 16px; height: 16px;
  subcontrol-position: right center; subcontrol-origin: padding; right: 6px; }
QPushButton[role="primary"], QDialog QPushButton:default {
  background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[role="primary"] { font-weight: 600; }  /* never by a state: Qt measures a part without its states */
QPushButton[role="primary"]:hover, QDialog QPushButton:default:hover {
  background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus, QDialog QPushButton:default:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled, QDialog QPushButton:default:disabled {
  background: $hover; color: $faint; border-color: $border; }
QPushButton[role="danger"] { background: $danger_fill; border-color: $danger_fill; color: $on_danger;
  font-weight: 600; }
QPushButton[role="danger"]:hover { background: $danger_hover; border-color: $danger_hover; }
QPushButton[role="danger"]:focus { border: 2px solid $text; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $muted; }
QPushButton[role="quiet"]:hover { background: $hover; color: $text; }
QPushButton[role="quiet"]:checked { background: $selected; color: $text; }
QPushButton[role="quiet"]:focus { border-color: $accent; }
QPushButton[role="preset"] { background: transparent; border-color: transparent; text-align: left; }
QPushButton[role="preset"]:hover { background: $hover; }
QPushButton[role="preset"]:checked { background: $selected; }
QPushButton[role="preset"]:focus { border-color: $accent; }
QPushButton[role="link"] {
  background: transparent; border: 1px solid transparent; color: $accent; padding: 0 2px; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; min-height: $h30; padding: 0 2px; }
QPushButton[role="site_picker"] { min-height: $h46; }
QPushButton[role="site_picker"]:focus { min-height: $h46_focused; }
QPushButton[role="chip"] {
  background: $selected; border: 1px solid $accent; border-radius: 6px; padding: 0 8px; min-height: $h26;
  font-size: $size_caption; }
QPushButton[role="chip"]:hover { background: $hover; }
QPushButton[role="chip"]:focus { border: 2px solid $accent; padding: 0 7px; min-height: $h26_focused; }
QPushButton[role="chip"][tone="excluded"] { background: $soft_down; border-color: $down; }
QPushButton[role="chip"][tone="excluded"]:hover { background: $hover; }
QPushButton[role="chip"][tone="excluded"]:focus { border-color: $text; }
QPushButton[role="fact"] { background: transparent; border-color: $border; border-radius: 6px; padding: 0 8px;
  min-height: 24px; font-size: $size_caption; }
QPushButton[role="fact"]:hover { background: $hover; border-color: $accent; }
QPushButton[role="fact"]:focus { border: 2px solid $accent; padding: 0 7px; min-height: 22px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; color: $text; }
QToolButton:hover, QToolButton:open { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selected; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="icon"] { min-width: $h22; min-height: $h22; }
QToolButton[role="bordered"] { border-color: $border_strong; background: $panel; min-width: $h22; min-height: $h22; }
QToolButton[role="bordered"]:hover { background: $hover; }
QToolButton[role="bordered"]:focus { border-color: $accent; }
QToolButton[role="bordered"]:disabled { border-color: $border; background: transparent; }
QToolButton[role="nav"] { padding: 0 10px; min-height: $h30; color: $muted; text-align: left; }
QToolButton[role="nav"]:hover { color: $text; }
QToolButton[role="nav"]:checked { color: $text; background: $selected; }
QToolButton[role="nav"]:focus { border-color: $accent; }
QToolButton[role="nav_group"] {
  padding: 6px 6px 2px 6px; color: $faint; text-align: left; font-size: $size_caption; background: transparent; }
QToolButton[role="nav_group"]:hover { color: $text; }
QToolButton[role="nav_group"]:focus { border-color: $accent; }
QWidget[role="sidebar_part"] { background: $sidebar; }
QToolButton[role="segment"] {
  border-radius: 4px; padding: 0 10px; min-height: $h24; color: $muted; font-size: $size_caption; }
QToolButton[role="segment"]:hover { color: $text; }
QToolButton[role="segment"]:checked { background: $selected; color: $text; }
QToolButton[role="segment"]:focus { border-color: $accent; }
QToolButton[role="card"] { background: transparent; border: 1px solid transparent; border-radius: 8px; }
QToolButton[role="card"]:hover { border-color: $border_strong; }
QToolButton[role="card"][series="accent"]:checked { border: 2px solid $accent; }
QToolButton[role="card"][series="second"]:checked { border: 2px solid $second; }
QToolButton[role="card"][series]:focus { border: 2px solid $text; }
QFrame[role="segments"] { background: $canvas; border: 1px solid $border; border-radius: 6px; }
"""

_INPUTS = """
QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit,
QComboBox {
  background: $panel; border: 1px solid $border_strong; border-radius: 6px; padding: 0 8px; min-height: $h30;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit, QTextBrowser { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QTimeEdit:focus, QDateTimeEdit:focus, QComboBox:focus {
  border: 2px solid $accent; padding: 0 7px; min-height: $h30_focused; }
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus { padding: 3px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QDateEdit:disabled,
QComboBox:disabled { color: $faint; border-color: $border; background: $canvas; }
QLineEdit[tone="down"], QSpinBox[tone="down"], QDateEdit[tone="down"], QComboBox[tone="down"] { border-color: $down; }
QAbstractSpinBox > QLineEdit, QComboBox > QLineEdit, QAbstractSpinBox > QLineEdit:focus, QComboBox > QLineEdit:focus {
  background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit > QToolButton { padding: 0; border: none; background: transparent; }
QComboBox { padding-right: 28px; }
QComboBox:hover { background: $hover; }
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down {
  subcontrol-origin: padding; subcontrol-position: center right; width: 24px; border: none; }
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {
  image: url(${images}chevron-down.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView, QAbstractItemView[role="popup"] {
  background: $raised; border: 1px solid $border_strong; padding: 4px; outline: none;
  selection-background-color: $selected; selection-color: $text; }
QComboBox QAbstractItemView::item, QAbstractItemView[role="popup"]::item {
  min-height: $h28; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover,
QAbstractItemView[role="popup"]::item:selected, QAbstractItemView[role="popup"]::item:hover {
  background: $selected; color: $text; }
QAbstractSpinBox::up-button {
  subcontrol-origin: border; subcontrol-position: top right; width: 22px; border: none; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button {
  subcontrol-origin: border; subcontrol-position: bottom right; width: 22px; border: none; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow {
  image: url(${images}chevron-up.svg); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow {
  image: url(${images}chevron-down.svg); width: 12px; height: 12px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; border: 1px solid transparent; border-radius: 4px;
  padding: 3px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
  width: $h16; height: $h16; border: 1px solid $border_strong; background: $panel; border-radius: 4px; }
QRadioButton::indicator { border-radius: $h16_round; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QAbstractItemView::indicator:checked {
  background: $accent; border-color: $accent; image: url(${images}check.svg); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url(${images}minus.svg); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url(${images}dot.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $border; background: $canvas; }
QGroupBox { border: 1px solid $border; border-radius: 8px; margin-top: 20px; padding: 12px; background: $panel; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0 2px; color: $muted; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $text; }
QProgressBar { background: $border; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
  color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QProgressBar[tone="warning"]::chunk { background: $warning_fill; }
QProgressBar[tone="down"]::chunk { background: $down; }
QCalendarWidget QWidget { alternate-background-color: $raised; background: $raised; }
QCalendarWidget QToolButton { color: $text; background: transparent; min-height: $h24; padding: 2px 6px; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(${images}chevron-left.svg); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(${images}chevron-right.svg); }
QCalendarWidget QAbstractItemView { background: $raised; border: none; border-radius: 0; outline: none;
  selection-background-color: transparent; selection-color: $text; }
QCalendarWidget QAbstractItemView:disabled { color: $faint; }
QCalendarWidget QAbstractItemView::item, QCalendarWidget QAbstractItemView::item:selected,
QCalendarWidget QAbstractItemView::item:hover { padding: 0; background: transparent; }
QCalendarWidget QSpinBox { min-height: $h24; }
"""

_ITEMS = """
QAbstractItemView { background: transparent; border: none; outline: none; alternate-background-color: $hover;
  selection-background-color: $selected; selection-color: $text; }
QTreeView::item, QTableView::item, QListView::item { border: none; padding: 0 8px; }
QListView::item, QTreeView::item { min-height: $h30; }
QTableView::item:hover, QListView::item:hover, QTreeView::item:hover { background: $hover; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: $selected; color: $text; }
QListView:focus, QTreeView:focus, QTableView:focus { border: 1px solid $accent; border-radius: 4px; }
QListView, QTreeView, QTableView { border: 1px solid transparent; gridline-color: $border; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; border: none; border-bottom: 1px solid $border; padding: 4px 8px;
  color: $muted; font-size: $size_caption; }
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow { image: url(${images}chevron-up.svg); width: 12px; height: 12px;
  subcontrol-origin: padding; subcontrol-position: center right; }
QHeaderView::down-arrow { image: url(${images}chevron-down.svg); width: 12px; height: 12px;
  subcontrol-origin: padding; subcontrol-position: center right; }
QTableCornerButton::section { background: transparent; border: none; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabWidget::tab-bar { left: 16px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; border: 1px solid transparent; border-bottom: 2px solid transparent;
  padding: 6px 8px; margin-right: 4px; color: $muted; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border: 1px solid $accent; border-bottom: 2px solid $accent; border-radius: 4px; }
QTabBar::scroller { width: 28px; }
QTabBar QToolButton { background: $panel; border: none; }
QTabBar QToolButton::left-arrow { image: url(${images}chevron-left.svg); }
QTabBar QToolButton::right-arrow { image: url(${images}chevron-right.svg); }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; border: none; }
QScrollBar::handle { background: $scroll; border: 3px solid transparent; border-radius: 6px;
  background-clip: padding; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faint; background-clip: padding; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""

_OVERLAYS = """
QMenuBar { background: $sidebar; border-bottom: 1px solid $border; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $selected; }
QMenu { background: $raised; border: 1px solid $border_strong; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::indicator { width: 16px; height: 16px; left: 8px; border-radius: 4px; border: 1px solid $border_strong; }
QMenu::indicator:checked { background: $accent; border-color: $accent; image: url(${images}check.svg); }
QMenu::right-arrow { image: url(${images}chevron-right.svg); width: 14px; height: 14px; right: 6px; }
QToolTip { background: $raised; color: $text; border: 1px solid $border_strong; padding: 4px 6px; }
QFrame[role="popup"] { background: $raised; border: 1px solid $border_strong; }
QFrame[role="toast"] { background: $raised; border: 1px solid $border_strong; border-radius: 8px; }
QFrame[role="toast"][tone="down"] { background: $soft_down; border-color: $down; }
QFrame[role="toast"][tone="up"] { background: $soft_up; border-color: $up; }
QFrame[role="toast"][tone="warning"] { background: $soft_warning; border-color: $warning; }
QFrame[role="banner"] { background: $soft_second; border: 1px solid $second; border-radius: 6px; }
QFrame[role="banner"][tone="down"] { background: $soft_down; border-color: $down; }
QFrame[role="banner"][tone="up"] { background: $soft_up; border-color: $up; }
QFrame[role="banner"][tone="warning"] { background: $soft_warning; border-color: $warning; }
QMessageBox QLabel#qt_msgbox_label { min-width: 320px; }
QStatusBar { background: $sidebar; border-top: 1px solid $border; color: $muted; }
QStatusBar::item { border: none; }
QToolBar { background: $canvas; border: none; spacing: 4px; }
QDockWidget { titlebar-close-icon: none; }
"""
